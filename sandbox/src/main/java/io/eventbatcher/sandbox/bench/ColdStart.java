package io.eventbatcher.sandbox.bench;

/**
 * A new process of the service before a full topic.
 *
 * @param firstDeliverySeconds from the start of the process to the first request accepted
 * @param cpuSeconds that the process had taken then
 * @param eventsPerSecond accepted in the first 30 s, or until the load was done, the start included
 */
record ColdStart(double firstDeliverySeconds, double cpuSeconds, double eventsPerSecond) {}
