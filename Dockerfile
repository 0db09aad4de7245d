# Two images from one file: the service (the default), and with --target sandbox the simulator and the load generator beside it.
# The jars are built outside, by 'mvn -Dquick -Dmaven.test.skip package', and laid out below target/image:
#
#   docker build -t event-batcher .
#   docker run --read-only --tmpfs /tmp:exec -v state:/var/lib/event-batcher -v "$PWD/event-batcher.yaml:/etc/event-batcher/event-batcher.yaml:ro" \
#     -e EVENT_BATCHER_HUBSPOT_TOKEN --memory 1g --stop-timeout 40 event-batcher
#
# Further options of the JVM: -e JDK_JAVA_OPTIONS=…

FROM eclipse-temurin:25-jre AS base
# The ids are fixed, so that volumes and pod security settings can name them. The working directory is where 'state-dir: state' ends up.
RUN groupadd --gid 10001 event-batcher \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/event-batcher --shell /usr/sbin/nologin event-batcher \
 && install -d -o 10001 -g 10001 /var/lib/event-batcher
COPY config/jvm.options /opt/event-batcher/
# The class path is a file, because the service's image has another one.
RUN echo '-cp /opt/event-batcher/app/*:/opt/event-batcher/lib/*' > /opt/event-batcher/class-path
# For 'docker exec': the command line on the PATH.
COPY docker/event-batcher /usr/local/bin/
WORKDIR /var/lib/event-batcher
USER 10001:10001
# Java is process 1 and gets the signals itself. The rest of the memory is for RocksDB, threads and network buffers.
ENTRYPOINT ["java", "@/opt/event-batcher/jvm.options", "-XX:MaxRAMPercentage=60", \
            "@/opt/event-batcher/class-path", "io.eventbatcher.cli.EventBatcher"]

# Libraries first, our own jars last: a change of code rebuilds one small layer.
FROM base AS sandbox
COPY sandbox/target/image/lib/ /opt/event-batcher/lib/
COPY sandbox/target/image/app/ /opt/event-batcher/app/
CMD ["--help"]

# The class path of the service and of its cache: the cache holds for jars in this order. Jars of yours go to 'more', behind them.
FROM base AS service
COPY app/target/image/lib/ /opt/event-batcher/lib/
COPY app/target/image/app/ /opt/event-batcher/app/
USER root
RUN cd /opt/event-batcher && mkdir more && echo "-cp $(ls -d "$PWD"/app/*.jar "$PWD"/lib/*.jar | paste -sd:)" > class-path

# A training run: the service delivers a load to the simulator, and its JVM keeps the classes that it has loaded and linked, and which code was hot. That spares
# a start up to half of its work (docs/performance.md). Heap and collector are those of a container with 1 GB: with others the JVM cannot use the cache's code.
FROM service AS training
ARG TRAINING_EVENTS=50000
COPY --from=sandbox /opt/event-batcher/lib/ /opt/sandbox/
COPY --from=sandbox /opt/event-batcher/app/ /opt/sandbox/
RUN cd /opt/event-batcher \
 && java @jvm.options -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '/opt/sandbox/*' io.eventbatcher.cli.EventBatcher train --events "$TRAINING_EVENTS" -- \
      java @jvm.options -Xmx600m -XX:+UseSerialGC -XX:AOTCacheOutput=classes.aot -Xlog:aot*=error @class-path io.eventbatcher.cli.EventBatcher

FROM service AS app
COPY --from=training /opt/event-batcher/classes.aot /opt/event-batcher/
# Where other options of the JVM do not fit the cache, the JVM says so on stderr and starts without it. Made from the commands, for people in the container:
# pages for 'man', and completion in bash.
RUN cd /opt/event-batcher \
 && echo "-XX:AOTCache=$PWD/classes.aot -Xlog:aot*=off:stdout -Xlog:aot*=warning:stderr $(cat class-path):$PWD/more/*" > class-path \
 && event-batcher man --directory /usr/local/share/man/man1 \
 && event-batcher completion bash > /etc/event-batcher.bash && echo '. /etc/event-batcher.bash' >> /etc/bash.bashrc
USER 10001:10001
# Half a second of one CPU for each look; the heartbeat it reads is written every 5 s.
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s --retries=3 \
  CMD ["java", "@/opt/event-batcher/jvm.options", "-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", \
       "@/opt/event-batcher/class-path", "io.eventbatcher.cli.EventBatcher", \
       "health", "--config", "/etc/event-batcher/event-batcher.yaml"]
CMD ["run", "--config", "/etc/event-batcher/event-batcher.yaml"]
