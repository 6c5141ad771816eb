"""The pages that people use: server-rendered, with a little script, and nothing from any other host."""
