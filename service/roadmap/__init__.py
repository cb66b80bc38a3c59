"""The roadmap (дорожная карта): items with terms and their execution."""
