import { DesktopIcon, MoonIcon, SunIcon } from '@phosphor-icons/react';
import { setTheme, type Theme, useTheme } from '../lib/theme.ts';
import { Menu, MenuChoices, type MenuChoice } from './menu.tsx';

const CHOICES: readonly MenuChoice<Theme>[] = [
  { value: 'light', label: 'Light', icon: SunIcon },
  { value: 'dark', label: 'Dark', icon: MoonIcon },
  { value: 'system', label: 'As the system', icon: DesktopIcon },
];

/** Light, dark or as the system has it; kept in this browser. */
export function ThemeToggle() {
  const theme = useTheme();
  const chosen = CHOICES.find(({ value }) => value === theme);
  const Sign = chosen?.icon ?? DesktopIcon;
  return (
    <Menu
      label={`Colours: ${chosen?.label.toLowerCase() ?? theme}`}
      trigger={<Sign size={20} aria-hidden />}
      look={{ variant: 'quiet', size: 'sm', icon: true }}
    >
      <MenuChoices label="Colours" choices={CHOICES} value={theme} onChange={setTheme} />
    </Menu>
  );
}
