@NullMarked
package io.eventbatcher.console.page.event;

import org.jspecify.annotations.NullMarked;
