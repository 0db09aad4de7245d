package com.example.orders;

import io.eventbatcher.events.BehavioralEvent;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Publishes one event. Arguments: a file with the producer's properties, then any number of {@code name=value} that override them. */
public final class OrderPlaced {
    private OrderPlaced() {}

    public static void main(String[] arguments) throws IOException, ExecutionException, InterruptedException {
        Properties config = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(arguments[0]))) {
            config.load(file);
        }
        for (int i = 1; i < arguments.length; i++) {
            String[] property = arguments[i].split("=", 2);
            config.setProperty(property[0], property[1]);
        }
        BehavioralEvent event = BehavioralEvent.newBuilder()
                .setUuid(UUID.randomUUID().toString())
                .setEventName("pe1234567_checkout_completed")
                .setEmail("ada@example.com")
                .setProperties(Map.of("total", "129.90", "gift", "true"))
                .build();
        try (KafkaProducer<String, BehavioralEvent> producer = new KafkaProducer<>(config)) {
            RecordMetadata written = producer.send(new ProducerRecord<>("hubspot.behavioral-events", event))
                    .get();
            System.out.println("Published " + event.getUuid() + " to " + written);
        }
    }
}
