package io.crosswalk.intake;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Network addresses as people write them. */
final class Addresses {

    private Addresses() {}

    static String of(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress internet && internet.getAddress() != null
                ? internet.getAddress().getHostAddress() + ":" + internet.getPort()
                : "unknown";
    }
}
