"""Legal acts and documents (правовые акты, документы) that the service rests on."""
