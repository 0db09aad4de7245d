@NullMarked
package io.eventbatcher.console.run;

import org.jspecify.annotations.NullMarked;
