/**
 * Where is my event? The question as a form and an address, and the answer as the event's way. Addresses of e-mail stand in no address of a page.
 */
@NullMarked
package io.eventbatcher.console.page.event;

import org.jspecify.annotations.NullMarked;
