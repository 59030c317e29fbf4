/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.PullResponseItem;
import dev.kdn.error.EngineException;
import dev.kdn.step.RecordingStepLogger;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullProgressTest {
    private final RecordingStepLogger steps = new RecordingStepLogger();
    private final PullProgress progress = new PullProgress(steps);

    @Test
    void layersAndBytesAddUp() throws IOException {
        say("{'status':'Pulling from a/b','id':'1'}");
        say("{'status':'Pulling fs layer','progressDetail':{},'id':'x'}");
        say("{'status':'Already exists','progressDetail':{},'id':'y'}");
        say("{'status':'Pulling fs layer','progressDetail':{},'id':'z'}");
        say("{'status':'Downloading','progressDetail':{'current':1500000,'total':20000000},'id':'x'}");
        say("{'status':'Downloading','progressDetail':{'current':100000,'total':1000000},'id':'z'}");
        assertThat(progress.text()).isEqualTo("1 of 3 layers, 1.6 of 21.0 MB");

        say("{'status':'Download complete','progressDetail':{},'id':'z'}");
        say("{'status':'Download complete','progressDetail':{},'id':'x'}");
        assertThat(progress.text()).isEqualTo("3 of 3 layers, 21.0 of 21.0 MB");
        say("{'status':'Extracting','progressDetail':{'current':1,'total':2},'id':'x'}");
        assertThat(progress.text()).isEqualTo("3 of 3 layers, 21.0 of 21.0 MB, unpacking");
        say("{'status':'Status: Downloaded newer image for a/b:1'}");

        assertThat(progress.error()).isEmpty();
        assertThat(steps.events())
                .containsExactly(
                        "output: 1 of 2 layers",
                        "output: 2 of 3 layers, 2.5 of 21.0 MB",
                        "output: 3 of 3 layers, 21.0 of 21.0 MB");
    }

    @Test
    void firstErrorIsKept() throws IOException {
        say("{'progressDetail':{},'errorDetail':{'message':'first'},'error':'first'}");
        say("{'error':'second'}");

        assertThat(progress.error()).contains("first");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "manifest for q.io/a:1 not found: manifest unknown|there is no such image in the registry q.io",
                "Head \"x\": no basic auth credentials|there is no such image in the registry q.io, or it wants a"
                        + " login",
                "pull access denied for a, repository does not exist or may require 'docker login': denied: requested"
                        + " access to the resource is denied|there is no such image in the registry q.io, or it wants a"
                        + " login",
                "dial tcp: lookup q.io: no such host|the engine cannot reach the registry q.io",
                "http: server gave HTTP response to HTTPS client|the registry q.io does not speak TLS",
                "no matching manifest for linux/s390x in the manifest list entries|it is not made for the platform of"
                        + " the engine",
                "toomanyrequests: slow down|toomanyrequests: slow down"
            })
    void wordsBecomeSentences(String words, String sentence) {
        EngineException failure =
                new PullTroubles(ImageReference.parse("q.io/a:1"), Optional.empty(), Optional.empty()).of(words, steps);

        assertThat(failure).hasMessage("cannot pull q.io/a:1: " + sentence);
        assertThat(failure.hint().isPresent() || words.equals(sentence)).isTrue();
    }

    private void say(String json) throws IOException {
        progress.accept(new ObjectMapper().readValue(json.replace('\'', '"'), PullResponseItem.class));
    }
}
