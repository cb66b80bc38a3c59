"""The platform's operators (операторы платформы): tenants seen from outside, no person in sight."""
