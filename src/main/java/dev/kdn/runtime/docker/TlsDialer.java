/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Connects to a port and speaks TLS there.
record TlsDialer(EngineAddress.Tcp address, TlsFiles files) implements Dialer {
    @Override
    public Wire dial(Call call) throws IOException {
        TlsContext context = TlsContext.of(files);
        // Over a channel, since an interrupt ends waits on channels only.
        SocketChannel channel = new TcpDialer(address).connect(call);
        SSLSocket socket =
                (SSLSocket) context.sockets().createSocket(channel.socket(), address.host(), address.port(), true);
        if (files.verify()) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        try {
            socket.startHandshake();
        } catch (IOException e) {
            throw call.isUnwanted() ? e : failure(e);
        }
        return new TlsWire(socket, new TlsInput(socket.getInputStream()), socket.getOutputStream());
    }

    private static DialFailure failure(IOException cause) {
        return new DialFailure("no TLS with it: " + reason(cause), cause);
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    @Override
    public String host() {
        return new TcpDialer(address).host();
    }

    /// TLS over a channel, which alone is closed: closing a TLS socket could wait for the engine.
    private record TlsWire(Socket socket, InputStream input, OutputStream output) implements Wire {
        @Override
        public void endOutput() throws IOException {
            socket.shutdownOutput();
        }
    }

    /// An engine that does not like the client's certificate says so after the handshake only.
    private static final class TlsInput extends FilterInputStream {
        private TlsInput(InputStream input) {
            super(input);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (SSLHandshakeException e) {
                throw failure(e);
            }
        }
    }
}
