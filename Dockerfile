# One image for the web, the worker, beat and the migrations: the command decides.
FROM python:3.11-slim-bookworm AS packages
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH XDG_CACHE_HOME=/tmp/cache PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=workforce_assurance.settings.production STATIC_ROOT=/app/staticfiles
# What makes PDFs loads these three and embeds the font.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /app app
WORKDIR /app
COPY --from=packages /venv /venv
COPY manage.py ./
COPY docker/collect_static.sh docker/entrypoint.sh docker/
COPY workforce_assurance workforce_assurance
COPY supervision supervision
COPY debriefs debriefs
COPY governance governance
COPY boundaries boundaries
COPY templates templates
COPY static static
RUN sh docker/collect_static.sh
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen(u.Request('http://127.0.0.1:8000/alive', headers={'X-Forwarded-Proto': 'https', 'Host': 'localhost'}), timeout=4)"]
ENTRYPOINT ["sh", "/app/docker/entrypoint.sh"]
CMD ["gunicorn", "--no-control-socket", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4", "--max-requests=20000", "--max-requests-jitter=2000", "workforce_assurance.wsgi"]
