/**
 * The history: who has looked at personal data, given orders and run replays, when and why.
 */
@NullMarked
package io.eventbatcher.console.page.history;

import org.jspecify.annotations.NullMarked;
