"""The small window that says that another one met with an error nobody foresaw."""
