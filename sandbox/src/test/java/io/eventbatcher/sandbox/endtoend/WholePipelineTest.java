package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.demo.Books;
import io.eventbatcher.sandbox.demo.RouteBooks;
import io.eventbatcher.sandbox.load.LoadGenerator;
import io.eventbatcher.sandbox.load.Pace;
import io.eventbatcher.sandbox.load.plan.LoadPlan;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.stack.Backend;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Topics, schemas, events of every route and every fate, delivery, dead letters, ledger: everything once. */
@ExtendWith(SharedStack.class)
class WholePipelineTest {
    private static final int EVENTS = 2_000;

    @Test
    void shouldBalanceTheBooks(Backend backend) {
        // Given
        try (Pipeline pipeline =
                Pipeline.create(backend, "whole", Pipeline.generous().withAccount(EmbeddedStack.account()))) {
            Map<Route, String> topics = new EnumMap<>(Route.class);
            pipeline.settings().routes().forEach((route, of) -> topics.put(route, of.topic()));
            LoadGenerator generator =
                    new LoadGenerator(backend.bootstrapServers(), topics, Pace.unlimited(), published -> {});
            LoadSettings load = LoadSettings.of(EVENTS, 10, 5, 11, Pipeline.SOURCE_PARTITIONS);

            // When
            pipeline.start();
            generator.publish(new LoadPlan(load, pipeline.sources().schemas()));
            pipeline.sources().alsoPublished(EVENTS);

            // Then every event is delivered, or a duplicate, or a dead letter with every byte it had
            try (Ledger ledger = pipeline.ledgerAtRest()) {
                Books books = pipeline.books(generator.truth(), ledger);
                assertThat(books).matches(Books::balanced);
                assertThat(books.sum(RouteBooks::produced)).isEqualTo(EVENTS);
                assertThat(books.sum(RouteBooks::deadLettered)).isPositive();
                assertThat(books.sum(RouteBooks::altered)).isZero();
            }
        }
    }
}
