"""Addresses of this area."""

app_name = "renja"
urlpatterns: list[object] = []
