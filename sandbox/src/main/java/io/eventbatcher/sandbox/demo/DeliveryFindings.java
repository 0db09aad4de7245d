package io.eventbatcher.sandbox.demo;

/** What a comparison of the events expected at HubSpot with those it took has found; the columns are those of {@link RouteBooks}. */
record DeliveryFindings(long delivered, long lost, long deliveredTwice, long outOfOrder, long unexpected) {}
