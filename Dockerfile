# The server alone, from the lock file, as a user without rights; nothing is written at run time.
# Both stages have the same base, since a virtual environment belongs to the Python that made it.
ARG BASE_IMAGE=python:3.11-slim-bookworm

FROM ${BASE_IMAGE} AS build
ENV UV_PROJECT_ENVIRONMENT=/app/.venv UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 UV_NO_CACHE=1 UV_PYTHON_DOWNLOADS=never
RUN pip install --no-cache-dir "uv>=0.8,<1"
WORKDIR /source
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev --no-install-project
COPY README.md LICENSE openenv.yaml ./
COPY sandbox sandbox
COPY tasks tasks
COPY core core
COPY server server
COPY tracefix_rl tracefix_rl
# Every user may read it and only root may change it, whatever the mode of a copied file. OpenEnv looks in /app/env: its
# page for the README, and its providers for the manifest, which names the application.
RUN uv sync --frozen --no-dev --no-editable && \
    mkdir /app/env && cp README.md openenv.yaml /app/env/ && chmod -R a+rX,go-w /app

FROM ${BASE_IMAGE}
ARG BASE_IMAGE
LABEL org.opencontainers.image.title="TraceFix-RL" \
      org.opencontainers.image.description="An OpenEnv environment in which an agent repairs a buggy Python file" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.base.name="${BASE_IMAGE}"
COPY --from=build /app /app
WORKDIR /app/env
ENV PATH=/app/.venv/bin:$PATH HOME=/tmp PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    HOST=0.0.0.0 PORT=8000 TRACEFIX_LOG=json
USER 1000:1000
EXPOSE 8000
# The first answer takes 4 s, and a multiple of it where many containers start at once.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import http.client, os; health = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=4); health.request('GET', '/health'); raise SystemExit(health.getresponse().status != 200)"]
# No shell in between: the server is the first process, and hears when it shall stop.
CMD ["server"]
