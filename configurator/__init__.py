"""What is chosen, whether it is valid, what it costs, and the sheet that carries it. Knows no HTTP and no Celery."""
