@NullMarked
package io.eventbatcher.console.page.now;

import org.jspecify.annotations.NullMarked;
