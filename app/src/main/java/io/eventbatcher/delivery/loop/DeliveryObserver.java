package io.eventbatcher.delivery.loop;

import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.route.Route;

/** Hears of answers and dead letters of delivery, for metrics. Called by the poll thread; must not block or throw. */
public interface DeliveryObserver {
    /** Hears nothing. */
    DeliveryObserver NONE = new DeliveryObserver() {
        @Override
        public void answered(Route route, Outcome outcome) {}

        @Override
        public void died(Route route, String reason) {}
    };

    /** A request has its outcome. */
    void answered(Route route, Outcome outcome);

    /** A dead letter was settled. */
    void died(Route route, String reason);
}
