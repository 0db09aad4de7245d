package io.eventbatcher.delivery.loop;

import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.route.Route;

/** Hears of answers, dead letters and Kafka clients of delivery, for metrics. Must not block or throw. */
public interface DeliveryObserver {
    /** Hears nothing. */
    DeliveryObserver NONE = new DeliveryObserver() {
        @Override
        public void answered(Route route, Outcome outcome) {}

        @Override
        public void died(Route route, String reason) {}

        @Override
        public void opened(String role, AutoCloseable client) {}
    };

    /** A request has its outcome. Called by the poll thread. */
    void answered(Route route, Outcome outcome);

    /** A dead letter was settled. Called by the poll thread. */
    void died(Route route, String reason);

    /**
     * A Kafka client was opened, after an earlier client of the role was closed. Called by any thread.
     *
     * @param role the client's role in delivery, such as {@code settler}
     * @param client a producer, a consumer or an admin client
     */
    void opened(String role, AutoCloseable client);
}
