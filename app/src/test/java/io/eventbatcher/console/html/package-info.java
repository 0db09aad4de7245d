@NullMarked
package io.eventbatcher.console.html;

import org.jspecify.annotations.NullMarked;
