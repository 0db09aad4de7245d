/**
 * The meaning of HubSpot's answers: from status, headers and body to an outcome.
 *
 * <p>Reads bytes and headers, and sends nothing; status codes are known in this package and in {@code credentials} alone.
 */
@NullMarked
package io.eventbatcher.hubspot.answer;

import org.jspecify.annotations.NullMarked;
