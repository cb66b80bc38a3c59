"""What the web server runs."""

from service.app import create_app

app = create_app()
