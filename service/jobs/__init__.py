"""The job shell: queue, outbox, and a worker that enters a tenant around every job."""
