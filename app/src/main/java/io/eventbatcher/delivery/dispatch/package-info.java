/**
 * Dispatch: takes requests from lanes as gates allow, sends them, and turns each answer into outcomes and follow-up requests.
 *
 * <p>Touches every other room of delivery except settling; HubSpot is called here only.
 */
@NullMarked
package io.eventbatcher.delivery.dispatch;

import org.jspecify.annotations.NullMarked;
