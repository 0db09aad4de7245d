/**
 * The meaning of HubSpot's answers: from status, headers and body to an outcome.
 *
 * <p>Reads bytes and headers, and sends nothing; HubSpot's status codes are known in this package and in {@code credentials} alone. The sender may
 * overrule the meaning of a halting answer, when HubSpot takes other inputs.
 */
@NullMarked
package io.eventbatcher.hubspot.answer;

import org.jspecify.annotations.NullMarked;
