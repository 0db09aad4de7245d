@NullMarked
package io.eventbatcher.console.page;

import org.jspecify.annotations.NullMarked;
