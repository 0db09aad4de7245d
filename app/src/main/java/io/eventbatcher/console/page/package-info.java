/**
 * What all pages share: the frame, forms, times, masks and the way of a request to its page. A room below holds the pages of a kind.
 */
@NullMarked
package io.eventbatcher.console.page;

import org.jspecify.annotations.NullMarked;
