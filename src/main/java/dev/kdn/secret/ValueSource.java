/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import dev.kdn.error.EngineException;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.NotFoundException;
import dev.kdn.process.Command;
import dev.kdn.process.CommandResult;
import dev.kdn.process.CommandRunner;
import dev.kdn.storage.BoundedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Reads the value of a secret from where the user has it. The line end behind a value of one line is dropped, since
/// programs and editors add one; values of several lines, such as keys, stay as they are.
public final class ValueSource {
    /// The most bytes that a value can have; what is passed to programs in a variable cannot be much longer.
    public static final int MAX_BYTES = 64 << 10;

    private static final int MAX_READ = 1 << 20;
    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(2);

    private ValueSource() {}

    /// What is in the file.
    public static String file(Path file) {
        try {
            return text(BoundedFile.read(file, MAX_READ), "the file " + file);
        } catch (NoSuchFileException missing) {
            throw new NotFoundException("file with the secret does not exist: " + file);
        } catch (IOException e) {
            throw new InvalidInputException("cannot read " + file + ": " + e.getMessage(), null, e);
        }
    }

    /// Everything up to the end of the stream.
    public static String stream(InputStream stream) {
        try {
            return text(stream.readNBytes(MAX_BYTES + 2), "standard input");
        } catch (IOException e) {
            throw new InvalidInputException("cannot read standard input: " + e.getMessage(), null, e);
        }
    }

    /// What a line of sh prints. Nothing of it is shown, also when it fails: what it says then may quote a value.
    public static String command(String line, CommandRunner runner) {
        Command command =
                Command.of(List.of("/bin/sh", "-c", line), COMMAND_LIMIT).withMaxOutputBytes(MAX_READ);
        CommandResult result = runner.run(command);
        if (!result.succeeded()) {
            throw new EngineException(
                    "the command of --from-command failed with exit code " + result.exitCode(),
                    "run it by itself to see what it says");
        }
        String what = "the output of the command";
        if (result.stdout().indexOf('\uFFFD') >= 0) { // which stands there for what is not UTF-8
            throw notText(what);
        }
        return checked(result.stdout(), what);
    }

    private static String text(byte[] bytes, String what) {
        try {
            return checked(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString(),
                    what);
        } catch (CharacterCodingException binary) {
            // Half a character at the end only shows that there is more than kdn reads.
            throw bytes.length > MAX_BYTES ? tooLong(what) : notText(what);
        }
    }

    /// The value as it is stored.
    ///
    /// @param what where it is from
    /// @throws InvalidInputException if it cannot be one
    public static String checked(String text, String what) {
        String value = withoutLineEnd(text);
        if (value.isEmpty()) {
            throw new InvalidInputException("the secret is empty: nothing came from " + what);
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw tooLong(what);
        }
        if (value.indexOf('\0') >= 0) {
            throw new InvalidInputException("the secret in " + what + " has a NUL character");
        }
        return value;
    }

    private static InvalidInputException notText(String what) {
        return new InvalidInputException("the secret in " + what + " is not UTF-8 text");
    }

    private static InvalidInputException tooLong(String what) {
        return new InvalidInputException("the secret in " + what + " is longer than 64 KiB");
    }

    private static String withoutLineEnd(String text) {
        int end = text.endsWith("\r\n") ? text.length() - 2 : text.endsWith("\n") ? text.length() - 1 : text.length();
        String line = text.substring(0, end);
        return line.indexOf('\n') < 0 ? line : text;
    }
}
