package io.eventbatcher.config;

/** Where Kafka is; all else about it are its own properties. */
final class KafkaKeys {
    static final Section SECTION = new Section();

    static final Key<String> BOOTSTRAP_SERVERS = SECTION.add(Key.required(
            "kafka.bootstrap-servers",
            new AddressTypes.Servers(),
            "localhost:9092",
            "The brokers to ask first; two or three are enough to find the others."));

    private KafkaKeys() {}
}
