"""One verb a file: JSON inputs and a home in, one asset out."""
