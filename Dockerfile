# One image and one entry for every environment; what differs comes from the environment (.env.example lists it).
#   docker run -p 8000:8000 -e DEMO=1 IMAGE      the four demo brands on *.localhost
#   docker run -p 8000:8000 -v data:/data --env-file FILE IMAGE

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /app
COPY requirements.txt constraints.txt ./
# Of the packages' translations, a fifth of their size, only the platform's two languages stay.
RUN python -m venv --without-pip /venv \
    && pip --python /venv/bin/python install --quiet --requirement requirements.txt --constraint constraints.txt \
    && find /venv -type d -regex '.*/locale/[a-z][^/]*' ! -name 'nl*' ! -name 'en*' -prune -exec rm -r {} +
COPY . .
# The key signs nothing: it lives in this step only, because the settings refuse to load without one.
RUN SECRET_KEY=for-this-step-only /venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
    && /venv/bin/python -m compileall -q brands cms home

FROM python:3.13-slim
RUN useradd --uid 1000 --user-group --no-create-home platform \
    && install --directory --owner platform --group platform /data /data/responses
COPY --from=build /venv /venv
COPY --from=build /app /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 BIND=0.0.0.0 PORT=8000 DATA_DIR=/data
WORKDIR /app
USER 1000:1000
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=90s \
    CMD ["python", "-c", "import http.client, os; link = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=4); link.request('GET', '/health/live', headers={'Host': 'localhost'}); raise SystemExit(link.getresponse().status >= 400)"]
ENTRYPOINT ["python", "-m", "cms.launch"]
