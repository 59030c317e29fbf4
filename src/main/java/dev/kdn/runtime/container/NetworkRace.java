/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.error.EngineException;

/// An engine that makes a network looks at all interfaces of its machine. Where one vanishes meanwhile, since some
/// container stops, Go's `net` gives up with "no such network interface", and the engine with it; that has passed when
/// it is asked again.
public final class NetworkRace {
    private static final int TRIES = 5;
    private static final String SIGN = "no such network interface";

    private NetworkRace() {}

    /// Makes a network, if need be with several tries.
    ///
    /// @throws EngineException of the last try, or for any other reason
    public static void overcome(Runnable create) {
        for (int left = TRIES; ; left--) {
            try {
                create.run();
                return;
            } catch (EngineException lost) {
                if (left == 1 || !String.valueOf(lost.getMessage()).contains(SIGN)) {
                    throw lost;
                }
            }
        }
    }
}
