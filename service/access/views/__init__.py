"""Pages of access: signing in, one's account, links that work once, users of a tenant."""
