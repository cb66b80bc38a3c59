# The service in one image; `mms run web|worker|scheduler|migrate` chooses the program (docs/operations.md).
# Targets: `service`, the last stage and the default, and `backup`, which adds the PostgreSQL client.

FROM python:3.11-slim-trixie AS packages
WORKDIR /build
COPY requirements.lock deploy/without_embedded.py ./
# Every package is checked against the hash of the lock file; nothing is built from source.
RUN python without_embedded.py requirements.lock > server.lock \
    && python -m venv --without-pip /opt/venv \
    && python -m pip --python /opt/venv/bin/python install --no-cache-dir --disable-pip-version-check \
        --no-deps --require-hashes --only-binary :all: -r server.lock

FROM python:3.11-slim-trixie AS base
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATA=/data \
    ASSETS_DIR=/app/assets \
    ALIVE_DIR=/tmp/alive \
    BIND=0.0.0.0:8000
RUN groupadd --system --gid 10001 mms \
    && useradd --system --uid 10001 --gid mms --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin mms \
    && install --directory --owner=mms --group=mms --mode=0700 /data /backups
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY alembic.ini ./
COPY deploy/mms /usr/local/bin/mms
COPY deploy/prepare.py /tmp/prepare.py
COPY migrations ./migrations
COPY tenants ./tenants
COPY locales ./locales
COPY service ./service
# Compiled ahead, so that the file system may be read-only.
RUN python /tmp/prepare.py /app/assets \
    && rm /tmp/prepare.py \
    && python -m compileall -q /app/service /app/migrations /opt/venv/lib
USER 10001:10001
STOPSIGNAL SIGTERM
ENTRYPOINT ["mms"]
CMD ["run", "web"]

FROM base AS backup
USER 0:0
# The client must be as new as the server: Debian's own, of the series compose.yaml names.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/*
ENV SERVICE_PG_BIN=/usr/lib/postgresql/17/bin
USER 10001:10001
CMD ["backup", "--help"]

FROM base AS service
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=6s --start-period=60s --retries=3 \
    CMD ["python", "-m", "service.launcher.health", "web"]
