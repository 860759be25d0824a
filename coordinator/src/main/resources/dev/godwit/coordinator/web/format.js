/* Numbers, durations, times and values as people read them. */

const NUMBER = new Intl.NumberFormat("en");
const ONE_DIGIT = new Intl.NumberFormat("en", {minimumFractionDigits: 1, maximumFractionDigits: 1});

export function number(value) {
  return NUMBER.format(value);
}

/** "1 document", "2 documents". */
export function count(value, noun) {
  return number(value) + " " + noun + (value === 1 ? "" : "s");
}

/** "23,411/s", and below ten "0.4/s". */
export function rate(perSecond) {
  return (perSecond < 9.95 ? ONE_DIGIT.format(perSecond) : number(Math.round(perSecond))) + "/s";
}

/** The two largest units: "4 s", "1 min 5 s", "2 h 3 min", "3 d 4 h". */
export function duration(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) {
    return seconds + " s";
  } else if (seconds < 3600) {
    return two(Math.floor(seconds / 60), "min", seconds % 60, "s");
  } else if (seconds < 86400) {
    return two(Math.floor(seconds / 3600), "h", Math.floor(seconds % 3600 / 60), "min");
  }
  return two(Math.floor(seconds / 86400), "d", Math.floor(seconds % 86400 / 3600), "h");
}

/** Like duration, but "8.2 s" below a minute and "350 ms" below a second. */
export function exactDuration(ms) {
  if (ms < 1000) {
    return Math.max(0, ms) + " ms";
  }
  return ms < 60000 ? ONE_DIGIT.format(Math.floor(ms / 100) / 10) + " s" : duration(ms);
}

function two(large, unit, small, smallUnit) {
  return large + " " + unit + (small === 0 ? "" : " " + small + " " + smallUnit);
}

/** "2026-11-24 10:03:12" in the reader's time zone. */
export function moment(iso) {
  const at = new Date(iso);
  return at.getFullYear() + "-" + pad(at.getMonth() + 1) + "-" + pad(at.getDate()) + " " + time(at);
}

/** "10:03:12" in the reader's time zone. */
export function time(at) {
  return pad(at.getHours()) + ":" + pad(at.getMinutes()) + ":" + pad(at.getSeconds());
}

export function ago(iso, now) {
  return duration(now - Date.parse(iso)) + " ago";
}

function pad(value) {
  return String(value).padStart(2, "0");
}

/** A number that JavaScript would show differently than it was written: 1.0, or more than 53 bits. */
export class ExactNumber {
  constructor(source) {
    this.source = source;
  }
}

/** Reads JSON without losing how a number was written, where the browser can tell. */
export function readExactly(text) {
  return JSON.parse(text, (key, value, context) =>
      typeof value === "number" && context && context.source !== undefined
          && context.source !== String(value) ? new ExactNumber(context.source) : value);
}

const EXTENDED = {
  $oid: id => `ObjectId("${id}")`,
  $numberInt: text => text,
  $numberLong: text => text,
  $numberDouble: text => /^-?\d+$/.test(text) ? text + ".0" : text,
  $numberDecimal: text => `Decimal128("${text}")`,
  $date: at => `ISODate("${isoDate(at)}")`,
  $uuid: id => `UUID("${id}")`,
  $binary: binary,
  $timestamp: at => `Timestamp(${value(at.t)}, ${value(at.i)})`,
  $regularExpression: regex => `/${regex.pattern}/${regex.options}`,
  $minKey: () => "MinKey",
  $maxKey: () => "MaxKey",
  $undefined: () => "undefined",
};

/** Whether this is one value that Extended JSON writes as an object, such as {"$oid":"…"}. */
export function isOneValue(json) {
  if (json === null || typeof json !== "object" || json instanceof ExactNumber) {
    return true;
  }
  const names = Object.keys(json);
  return !Array.isArray(json) && names.length === 1 && names[0] in EXTENDED;
}

/** A value of Extended JSON on one line, as it would be typed into MongoDB's shell. */
export function value(json) {
  if (json instanceof ExactNumber) {
    return json.source;
  } else if (json === null || typeof json !== "object") {
    return JSON.stringify(json);
  } else if (Array.isArray(json)) {
    return "[" + json.map(value).join(", ") + "]";
  } else if (isOneValue(json)) {
    const name = Object.keys(json)[0];
    return EXTENDED[name](json[name]);
  }
  const fields = Object.entries(json).map(([name, of]) => fieldName(name) + ": " + value(of));
  return fields.length === 0 ? "{}" : "{ " + fields.join(", ") + " }";
}

export function fieldName(name) {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function isoDate(at) {
  const ms = typeof at === "string" ? Date.parse(at) : Number(at.$numberLong);
  return Number.isFinite(ms) && Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : value(at);
}

function binary(data) {
  if (data.subType !== "04" && data.subType !== "4") {
    return `BinData(${parseInt(data.subType, 16)}, "${data.base64}")`;
  }
  const hex = Array.from(atob(data.base64), c => c.charCodeAt(0).toString(16).padStart(2, "0"));
  const parts = [hex.slice(0, 4), hex.slice(4, 6), hex.slice(6, 8), hex.slice(8, 10), hex.slice(10)];
  return `UUID("${parts.map(part => part.join("")).join("-")}")`;
}
