/**
 * Tokens for requests to HubSpot: given ones, and those that OAuth grants.
 *
 * <p>Touches files of secrets and HubSpot's token endpoint; knows no events.
 */
@NullMarked
package io.eventbatcher.hubspot.credentials;

import org.jspecify.annotations.NullMarked;
