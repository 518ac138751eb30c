# The studio as an image. docker run -p 8080:8080 -v "$PWD/data:/label-studio" IMAGE
# Any command may be put in place of CMD and is reachable: the environment below sees to it.
FROM python:3.11-slim AS build
WORKDIR /build
COPY . .
RUN pip install --no-cache-dir --prefix=/install .

FROM python:3.11-slim
COPY --from=build /install /usr/local
ENV MULTISESSION_INTERNAL_HOST=0.0.0.0 \
    MULTISESSION_BROWSER=false \
    MULTISESSION_EXIT_ON_BUSY_PORT=true \
    PYTHONUNBUFFERED=1
WORKDIR /label-studio
EXPOSE 8080
CMD ["label-studio", "start", "my_labeling_project", "--init"]
