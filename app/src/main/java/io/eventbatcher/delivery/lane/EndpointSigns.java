package io.eventbatcher.delivery.lane;

/**
 * The signs of life that a route's endpoint has given so far.
 *
 * @param successes the number of requests of which something was taken
 * @param mostlyUp true if so many of the last first tries were taken that failures speak against the inputs
 * @param failing true if the last thing heard, of inputs taken and of inputs without a failure of their own, is a failure
 */
public record EndpointSigns(long successes, boolean mostlyUp, boolean failing) {}
