@NullMarked
package io.eventbatcher.console.page.replays;

import org.jspecify.annotations.NullMarked;
