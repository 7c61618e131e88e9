# The image that migrates: ecorun, migrate.sh and the migrations; no compiler, no shell script but one, no root.
#
#   docker build -t ecomind-migrations .
#   docker run --rm -e DATABASE_URL ecomind-migrations                   wait, then migrate
#   docker run --rm -e DATABASE_URL ecomind-migrations ecorun status
#
# tests/fresh/dockerfile.sh runs these very steps in an empty Debian, where there is no container engine.

FROM debian:12-slim AS build
WORKDIR /src
# The packages alone first: they change more rarely than the sources, and the layer stays cached.
COPY tests/fresh/packages.sh tests/fresh/
RUN tests/fresh/packages.sh build
COPY . .
RUN make install PREFIX=/usr DESTDIR=/image

FROM debian:12-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libjansson4 libpg-query1504.0 libpq5 libssl3 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /image/usr/bin/ecorun /image/usr/bin/migrate.sh /usr/bin/
WORKDIR /eco
COPY out/migrations out/migrations
USER 65534:65534
CMD ["migrate.sh"]
