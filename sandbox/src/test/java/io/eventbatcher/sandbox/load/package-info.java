@NullMarked
package io.eventbatcher.sandbox.load;

import org.jspecify.annotations.NullMarked;
