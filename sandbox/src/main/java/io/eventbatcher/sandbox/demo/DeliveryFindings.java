package io.eventbatcher.sandbox.demo;

/** The difference between the events expected at HubSpot and the events taken; the columns are those of {@link RouteBooks}. */
record DeliveryFindings(long delivered, long lost, long deliveredTwice, long outOfOrder, long unexpected) {}
