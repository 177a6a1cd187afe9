# Koepel in a small image: nobody's rights, nothing to write but /data and /tmp.
FROM python:3.13-slim AS build
WORKDIR /srv/koepel
COPY requirements.txt .
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt
COPY . .
# The static files get their hashed names now; any key does for that.
RUN SECRET_KEY=only-for-collectstatic ALLOWED_HOSTS=localhost DATABASE_URL=sqlite:////tmp/none.sqlite3 \
    STATIC_ROOT=/srv/koepel/static-files .venv/bin/python manage.py collectstatic --no-input \
    && .venv/bin/python -m compileall -q directory members

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin koepel \
    && install -d -o koepel -g koepel /data /data/media /data/imports /data/search
COPY --from=build /srv/koepel /srv/koepel
WORKDIR /srv/koepel
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PATH=/srv/koepel/.venv/bin:$PATH \
    STATIC_ROOT=/srv/koepel/static-files MEDIA_ROOT=/data/media IMPORT_ROOT=/data/imports SEARCH_INDEX_ROOT=/data/search
USER koepel
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "deploy/healthcheck.py"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "2", "--respawn-failed-workers", "directory.wsgi:application"]
