// Clock times in the reader's zone with its offset; UTC stays in the title.
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function twoDigits(count) {
  return String(count).padStart(2, '0');
}

function zoneOf(date) {
  const minutes = -date.getTimezoneOffset();
  if (minutes === 0) return 'UTC';
  const hours = Math.floor(Math.abs(minutes) / 60);
  return `UTC${minutes < 0 ? '\u2212' : '+'}${hours}${minutes % 60 === 0 ? '' : `:${twoDigits(Math.abs(minutes) % 60)}`}`;
}

function clockOf(date) {
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}:${twoDigits(date.getSeconds())} ${zoneOf(date)}`;
}

for (const element of document.querySelectorAll('time')) {
  const date = new Date(element.dateTime);
  const local = `${date.getDate()} ${months[date.getMonth()]} ${date.getFullYear()}, ${clockOf(date)}`;
  if (element.hasAttribute('data-elapsed')) {
    element.title = `${local}\n${element.title}`;
  } else {
    element.title = element.textContent;
    element.textContent = local;
  }
}
