"""Recipe in, pictures and AR files out. Knows no price, no HTTP, no Celery and no customer."""
