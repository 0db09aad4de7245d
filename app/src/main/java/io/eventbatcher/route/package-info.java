/**
 * The table of routes: source topic, HubSpot API and rules of each. Every package reads the table, and the table touches nothing.
 */
@NullMarked
package io.eventbatcher.route;

import org.jspecify.annotations.NullMarked;
