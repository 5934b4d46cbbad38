"""Who may see and do what where several people use one server."""
