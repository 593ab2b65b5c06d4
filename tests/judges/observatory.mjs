// Scores answers as MDN's HTTP Observatory does, without asking the network.
// Reads {hostname, https, http, cors} from standard input, each {status, headers, body, url}; writes {grade, score, tests}.
import { AxiosHeaders } from "axios";
import { ALL_TESTS } from "@mdn/mdn-http-observatory/src/constants.js";
import { MINIMUM_SCORE_FOR_EXTRA_CREDIT } from "@mdn/mdn-http-observatory/src/grader/charts.js";
import { getGradeForScore, getScoreModifier } from "@mdn/mdn-http-observatory/src/grader/grader.js";
import { Session } from "@mdn/mdn-http-observatory/src/retriever/session.js";
import { parseHttpEquivHeaders } from "@mdn/mdn-http-observatory/src/retriever/utils.js";
import { Requests } from "@mdn/mdn-http-observatory/src/types.js";

const told = JSON.parse(await new Response(process.stdin).text());

function answer({ status, headers, body }) {
  return {
    status, statusText: "", data: body, verified: true, headers: new AxiosHeaders(headers),
    request: { headers: new AxiosHeaders() }, config: { headers: new AxiosHeaders() },
  };
}

const requests = new Requests(told.hostname);
requests.responses.https = requests.responses.auto = answer(told.https);
requests.responses.http = answer(told.http);
requests.responses.cors = answer(told.cors);
requests.responses.httpRedirects = [
  { url: new URL(told.http.url), status: told.http.status },
  { url: new URL(told.https.url), status: told.https.status },
];
requests.resources.path = told.https.body;
requests.responses.auto.httpEquiv = parseHttpEquivHeaders(told.https.body, told.https.url);
requests.session = new Session(new URL(told.https.url));
requests.session.response = requests.responses.auto;

const results = ALL_TESTS.map((test) => test(requests));
const changes = results.map((one) => (one.result ? getScoreModifier(one.result) : 0));
const without = 100 + changes.filter((change) => change < 0).reduce((sum, change) => sum + change, 0);
const whole = 100 + changes.reduce((sum, change) => sum + change, 0);
const { grade, score } = getGradeForScore(without >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? whole : without);
const tests = Object.fromEntries(results.map((one, place) => [one.constructor.name, [one.result, one.pass, changes[place]]]));
process.stdout.write(JSON.stringify({ grade, score, tests }));
