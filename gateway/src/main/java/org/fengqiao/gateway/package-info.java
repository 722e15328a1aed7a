/**
 * The one door: verifies tokens and sessions, limits rates and sizes, sends each path to the
 * service that owns it and serves the console. Owns no data; every service verifies the token
 * again.
 */
@NullMarked
package org.fengqiao.gateway;

import org.jspecify.annotations.NullMarked;
